namespace Handler.Sqlite.Tables;

/// <summary>Deliveries of a lane that follow one another.</summary>
/// <param name="Count">How many; 0 makes the others meaningless.</param>
/// <param name="First">The first sequence.</param>
/// <param name="Last">The last one.</param>
internal readonly record struct LaneSpan(int Count, long First, long Last)
{
    /// <summary>The first sequence; null when there is none.</summary>
    public long? Head => Count == 0 ? null : First;
}
