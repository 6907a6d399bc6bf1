using System.Net;

namespace Handler.Server.Push;

/// <summary>Looks host names up.</summary>
internal interface INameResolver
{
    /// <summary>The addresses of <paramref name="host"/>, in the order in which they are to be tried.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name has none, or the look-up failed.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel);
}
