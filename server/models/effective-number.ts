/**
 * Hill number of order 1, exp(-Σ p ln p), of non-negative amounts: how many equal shares would be as diverse.
 * 0 when nothing is shared out.
 */
export function effectiveNumber(amounts: ArrayLike<number>): number {
  let sum = 0;
  let sumOfLogs = 0;
  let shares = 0;
  for (let k = 0; k < amounts.length; k++) {
    const amount = amounts[k] as number;
    if (amount <= 0) continue;
    shares++;
    sum += amount;
    sumOfLogs += amount * Math.log(amount);
  }
  return effectiveShares(shares, sum, sumOfLogs);
}

/** The same from the number of amounts above 0, their sum and Σ a ln a. */
export function effectiveShares(shares: number, sum: number, sumOfLogs: number): number {
  // One is one whatever its amount: rounding would put people whom one person wrote to in an order that means nothing.
  return shares < 2 ? shares : Math.exp(Math.log(sum) - sumOfLogs / sum);
}
