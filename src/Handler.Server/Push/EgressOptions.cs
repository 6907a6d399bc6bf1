using System.Net;

namespace Handler.Server.Push;

/// <summary>
/// Where webhooks may be. Without any of these only https to public addresses is allowed; what a developer's machine or a private network
/// needs is opened by name, never guessed.
/// </summary>
public sealed class EgressOptions
{
    /// <summary>Allows loopback addresses, <c>localhost</c> and <c>*.localhost</c>, over http too. For development.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Allows http to every address that is allowed. Tokens and updates then travel in clear.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>
    /// Networks that are allowed although they are private or reserved, such as <c>IPNetwork.Parse("10.1.0.0/16")</c>. The address of a cloud's
    /// metadata is opened only by a network of that one address.
    /// </summary>
    public IList<IPNetwork> AllowedNetworks { get; } = [];

    /// <summary>
    /// What the agent itself listens on: forbidden, also where it is public or in an allowed network, unless it is loopback and
    /// <see cref="AllowLoopback"/> is set. Replaced as a whole by the host once it listens; a wildcard is to be given as the machine's addresses.
    /// </summary>
    internal IReadOnlyList<IPEndPoint> OwnAddresses { get; set; } = [];
}
