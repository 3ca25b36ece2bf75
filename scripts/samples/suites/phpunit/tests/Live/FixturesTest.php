<?php

declare(strict_types=1);

namespace Focus\Live;

use PHPUnit\Framework\TestCase;

/** Tests whose setup or teardown fails. */
final class FixturesTest extends TestCase
{
    protected function setUp(): void
    {
        if ($this->getName() === 'testNeverStarts') {
            throw new \RuntimeException('no free window');
        }
    }

    protected function tearDown(): void
    {
        if ($this->getName() !== 'testPasses') {
            throw new \RuntimeException('job was not cleaned up');
        }
    }

    public function testPasses(): void
    {
        self::assertTrue(true);
    }

    public function testNeverStarts(): void
    {
        self::assertTrue(true);
    }

    public function testPassesBeforeItsCleanupFails(): void
    {
        self::assertTrue(true);
    }

    public function testFailsBeforeItsCleanupFails(): void
    {
        self::fail('503');
    }
}
