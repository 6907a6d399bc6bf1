namespace Handler.Server.Push;

/// <summary>How much is in hand, seen from one gate.</summary>
/// <param name="Lanes">Its lanes.</param>
/// <param name="Cap">Attempts that it may have in flight at present.</param>
/// <param name="All">All lanes of all gates.</param>
internal readonly record struct GateLoad(int Lanes, int Cap, int All);
