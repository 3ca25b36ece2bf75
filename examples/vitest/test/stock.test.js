import { describe, expect, it } from 'vitest';
import { Stock, warehouseAnswerMs } from '../src/stock.js';

describe('the stock', () => {
  it('gives pieces away', () => {
    expect(new Stock({ chair: 3 }).reserve('chair')).toBe(2);
  });

  it('refuses what is not there', () => {
    expect(() => new Stock({ chair: 3 }).reserve('table')).toThrow('only 0 of table left');
  });
});

describe('the warehouse', () => {
  // Flaky on purpose: see warehouseAnswerMs.
  it('answers in time', () => {
    expect(warehouseAnswerMs()).toBeLessThan(1000);
  });
});
