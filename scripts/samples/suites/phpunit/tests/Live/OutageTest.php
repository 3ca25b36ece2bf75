<?php

declare(strict_types=1);

namespace Focus\Live;

use PHPUnit\Framework\TestCase;

/** A class whose fixture fails before its first test. */
final class OutageTest extends TestCase
{
    public static function setUpBeforeClass(): void
    {
        throw new \RuntimeException('connection refused');
    }

    public function testNeverRuns(): void
    {
        self::assertTrue(true);
    }

    public function testNeverRunsEither(): void
    {
        self::assertTrue(true);
    }
}
