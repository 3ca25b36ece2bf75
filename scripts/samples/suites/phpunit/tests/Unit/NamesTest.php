<?php

declare(strict_types=1);

namespace Focus\Unit;

use PHPUnit\Framework\TestCase;

/** Data sets whose names break naive readers and writers. */
final class NamesTest extends TestCase
{
    /** @dataProvider hostile */
    public function testHostile(string $value): void
    {
        self::assertNotSame('a|b', $value);
    }

    public static function hostile(): iterable
    {
        yield '<script>alert(1)</script>' => ['<script>alert(1)</script>'];
        yield 'a|b' => ['a|b'];
        yield '"double" \'single\' `backticks`' => ['"double" \'single\' `backticks`'];
        yield '__proto__' => ['__proto__'];
        yield '@user #1 ../../../etc/passwd' => ['@user #1 ../../../etc/passwd'];
        yield '&amp;&lt;' => ['&amp;&lt;'];
        yield 'שלום 🚀' => ['שלום 🚀'];
        yield "line\nbreak" => ["line\nbreak"];
    }

    /**
     * @testWith [128]
     *           [65536]
     */
    public function testNfft(int $nfft): void
    {
        self::assertLessThan(65536, $nfft);
    }
}
