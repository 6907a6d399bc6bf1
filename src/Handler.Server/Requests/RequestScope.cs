using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>Who asks, and in which dialect.</summary>
/// <param name="Owner">Tenant and caller; nobody sees what is another's.</param>
/// <param name="Format">The dialect; passed on, never looked into.</param>
/// <param name="NamesPushDelivery">Whether the request named <see cref="PushDeliveryExtension"/>.</param>
internal readonly record struct RequestScope(OwnerScope Owner, WireFormat Format = WireFormat.V1, bool NamesPushDelivery = false)
{
    /// <summary>The key of one of the caller's tasks.</summary>
    public TaskKey Task(string id) => new(Owner, id);
}
