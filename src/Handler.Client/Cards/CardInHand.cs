using Handler.Protocol;

namespace Handler.Client.Cards;

/// <summary>A card to choose an interface from.</summary>
/// <param name="Card">The card, told in 1.0.</param>
/// <param name="Url">Where it came from; <c>null</c> = unknown.</param>
/// <param name="Protocol">The dialect of the card that was served.</param>
internal sealed record CardInHand(AgentCard Card, Uri? Url, WireFormat Protocol);
