/** At most three decimals and no exponent: what tc and Kubernetes read. */
export const writeDecimal = (value: number): string => String(Number(value.toFixed(3)));
