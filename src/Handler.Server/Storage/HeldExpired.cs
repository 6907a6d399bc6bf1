namespace Handler.Server.Storage;

/// <summary>What was given up under held gates.</summary>
/// <param name="Lanes">On how many lanes; as many as were asked for: there may be more.</param>
/// <param name="Deliveries">How many deliveries.</param>
public readonly record struct HeldExpired(int Lanes, int Deliveries);
