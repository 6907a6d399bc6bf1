using Handler.Protocol.Webhooks;

namespace Handler.Server.Push;

/// <summary>An operator's wish that a dead delivery be sent again.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="NewId">Whether it is sent under a new id: for receivers that drop what they have seen.</param>
/// <param name="By">Who asks.</param>
internal sealed record RedeliveryOrder(DeliveryId Id, bool NewId, string By);
