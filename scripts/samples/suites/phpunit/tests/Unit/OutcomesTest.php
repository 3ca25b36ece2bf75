<?php

declare(strict_types=1);

namespace Focus\Unit;

use PHPUnit\Framework\TestCase;

/** One test per way a PHPUnit test can end. */
final class OutcomesTest extends TestCase
{
    public function testPasses(): void
    {
        self::assertSame(2, 1 + 1);
    }

    public function testFails(): void
    {
        self::assertSame(['bins' => 128], ['bins' => 256], 'bins <differ> & "more"');
    }

    public function testThrows(): void
    {
        throw new \RuntimeException("stream <closed> & gone \x07");
    }

    public function testWarns(): void
    {
        self::assertSame(1, 1);
        trigger_error('deprecated channel', E_USER_WARNING);
    }

    public function testIsSkipped(): void
    {
        self::markTestSkipped('needs a fiber');
    }

    public function testIsIncomplete(): void
    {
        self::markTestIncomplete('still to do');
    }

    public function testIsRisky(): void
    {
    }

    public function testPrints(): void
    {
        print 'window 1 opened ]]> <b>';
        self::assertTrue(true);
    }

    /** @depends testFails */
    public function testDependsOnAFailure(): void
    {
    }
}
