namespace Handler.Server.Storage;

/// <summary>
/// What one owner sends to one origin passes one gate: the unit of fairness, of caps, of holding and of health. One owner's trouble at an
/// origin holds nobody else's.
/// </summary>
/// <param name="Scope">The owner.</param>
/// <param name="Origin">Scheme, host and port of the webhook, as <c>https://hooks.example:443</c>, lower case.</param>
public readonly record struct GateKey(OwnerScope Scope, string Origin);
