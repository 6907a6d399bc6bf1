using Handler.Client.Cards;

namespace Handler.Client.Transports;

/// <summary>An interface and what calls it.</summary>
internal sealed record CalledInterface(ChosenInterface Chosen, IAgentTransport Transport);
