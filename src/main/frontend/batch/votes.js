/** One household's votes as they are typed. */
export const blankVotes = () => ({ aside: [], inFavour: '', against: '', abstained: '', reason: '', needs: '', out: false });

/** Those present less those aside. `aside` may name people who did not come after all. */
export function votersOf(votes, present, isPresent = () => true) {
  return present - votes.aside.filter((one) => isPresent(one.seq)).length;
}

/** What is wrong with the numbers, in Chinese; null if they add up. */
export function sumOf(votes, present) {
  if (votes.inFavour === '' || votes.against === '' || votes.abstained === '') {
    return '请填写同意、不同意、弃权的票数';
  }
  const voters = votersOf(votes, present);
  const sum = Number(votes.inFavour) + Number(votes.against) + Number(votes.abstained);
  return sum === voters ? null : `三项合计应为${voters}票（实到${present}人减去回避${present - voters}人），现在是${sum}票`;
}

/** More than half of those present, not only of those who voted; null as long as nothing is typed. */
export function resultOf(votes, present) {
  if (votes.inFavour === '') return null;
  return Number(votes.inFavour) * 2 > present ? 'AGREED' : 'NOT_AGREED';
}

/** Where nothing was typed yet: nobody against, nobody abstained. */
export function fillUnanimous(all, present) {
  return Object.fromEntries(
    Object.entries(all).map(([caseId, votes]) =>
      votes.out || votes.inFavour !== '' || votes.against !== '' || votes.abstained !== ''
        ? [caseId, votes]
        : [caseId, { ...votes, against: '0', abstained: '0', inFavour: String(votersOf(votes, present)) }],
    ),
  );
}
