using System.Net;
using System.Net.Sockets;

namespace Handler.Server.Push;

/// <summary>
/// Dials for <see cref="SocketsHttpHandler"/>: looks the name up, has the policy judge every address, and dials exactly the ones that were
/// judged. So a name that answers differently a moment later changes nothing; TLS goes on with the host name.
/// </summary>
internal sealed class EgressGuard(EgressPolicy policy, INameResolver resolver, TimeSpan connectTimeout, TimeProvider clock)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="EgressForbiddenException">An address is forbidden.</exception>
    /// <exception cref="SocketException">The name has no address, or no address answers.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var isHttp = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp;
        var addresses = await JudgeAsync(context.DnsEndPoint, isHttp, cancel);
        return await DialAsync(addresses, context.DnsEndPoint.Port, cancel);
    }

    /// <summary>The addresses of an endpoint, all of them allowed.</summary>
    internal async Task<IPAddress[]> JudgeAsync(DnsEndPoint target, bool isHttp, CancellationToken cancel)
    {
        var name = target.Host.TrimEnd('.');
        if (IPAddress.TryParse(name, out var literal))
        {
            ThrowUnlessAllowed(literal, target.Port, isHttp, urlForbidden: true, prefix: "");
            return [literal];
        }

        var addresses = await resolver.ResolveAsync(name, cancel);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound, $"The name {name} has no address.");
        }

        foreach (var address in addresses)
        {
            ThrowUnlessAllowed(address, target.Port, isHttp, urlForbidden: false, prefix: $"{name} has a forbidden address: ");
        }

        return addresses;
    }

    private void ThrowUnlessAllowed(IPAddress address, int port, bool isHttp, bool urlForbidden, string prefix)
    {
        if (policy.CheckAddress(address, port, isHttp) is { IsAllowed: false, Reason: var reason })
        {
            throw new EgressForbiddenException(prefix + reason, urlForbidden);
        }
    }

    private async Task<Stream> DialAsync(IPAddress[] addresses, int port, CancellationToken cancel)
    {
        // Each address gets its share of the time, so that a silent first one does not hide a good second one.
        var share = connectTimeout / addresses.Length;
        for (var i = 0; i < addresses.Length - 1; i++)
        {
            try
            {
                return await DialWithinAsync(new IPEndPoint(addresses[i], port), share, cancel);
            }
            catch (SocketException)
            {
                // The next one may answer.
            }
        }

        return await DialWithinAsync(new IPEndPoint(addresses[^1], port), share, cancel);
    }

    private async Task<Stream> DialWithinAsync(IPEndPoint target, TimeSpan time, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var isConnected = false;
        try
        {
            await socket.ConnectAsync(target, either.Token);
            isConnected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut, $"{target} did not answer within {time.TotalSeconds:0.###} s.");
        }
        finally
        {
            if (!isConnected)
            {
                socket.Dispose();
            }
        }
    }
}
