namespace Handler.Server.Storage;

/// <summary>Results of many lanes, written in one transaction.</summary>
/// <param name="Epoch">The epoch of the owner; a batch of an earlier one changes nothing.</param>
/// <param name="Lanes">One entry a lane, in order of their ids.</param>
/// <param name="Gates">Gates whose hold changed.</param>
public sealed record ResultBatch(long Epoch, IReadOnlyList<LaneResult> Lanes, IReadOnlyList<GateRow> Gates);
