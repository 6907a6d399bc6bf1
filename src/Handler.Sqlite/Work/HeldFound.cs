using Handler.Server.Storage;

namespace Handler.Sqlite.Work;

/// <summary>What a look at held gates found to be done.</summary>
/// <param name="Lanes">Lanes whose first waiting delivery is overdue, with their gates.</param>
/// <param name="Aged">Gates with pauses that nothing alive asks for any more.</param>
internal sealed record HeldFound(IReadOnlyList<(Guid Lane, GateKey Gate)> Lanes, IReadOnlyList<GateKey> Aged)
{
    public bool IsEmpty => Lanes.Count == 0 && Aged.Count == 0;
}
