/**
 * Hill number of order 1, exp(-Σ p ln p), of non-negative amounts: how many equal shares would be as diverse.
 * 0 when nothing is shared out.
 */
export function effectiveNumber(amounts: ArrayLike<number>): number {
  let sum = 0;
  let sumOfLogs = 0;
  for (let k = 0; k < amounts.length; k++) {
    const amount = amounts[k] as number;
    if (amount <= 0) continue;
    sum += amount;
    sumOfLogs += amount * Math.log(amount);
  }
  return sum === 0 ? 0 : Math.exp(Math.log(sum) - sumOfLogs / sum);
}
