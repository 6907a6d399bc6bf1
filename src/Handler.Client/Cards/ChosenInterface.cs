using Handler.Protocol;

namespace Handler.Client.Cards;

/// <summary>Where an agent is called, what is repeated in each request to it, the dialect that it is called in, and the binding.</summary>
internal sealed record ChosenInterface(Uri Url, string? Tenant, WireFormat Protocol, string Binding = ProtocolBindings.JsonRpc);
