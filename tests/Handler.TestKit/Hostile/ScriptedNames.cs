using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Handler.Server.Push;

namespace Handler.TestKit.Hostile;

/// <summary>
/// A resolver whose names say themselves how they are looked up, by their first label, so that a process can be told by a URL alone:
/// <c>here.any.test</c> is 127.0.0.1, <c>there.any.test</c> 127.0.0.2; <c>here-then-there</c> answers the one first and the other from then on,
/// <c>here-and-there</c> both; <c>never</c> does not answer, <c>late-250</c> answers 127.0.0.1 after 250 ms, <c>nobody</c> has no address.
/// </summary>
public sealed class ScriptedNames(TimeProvider? clock = null) : INameResolver
{
    private static readonly IPAddress Here = IPAddress.Loopback;
    private static readonly IPAddress There = IPAddress.Parse("127.0.0.2");

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.OrdinalIgnoreCase);

    async Task<IPAddress[]> INameResolver.ResolveAsync(string host, CancellationToken cancel)
    {
        var times = _asked.AddOrUpdate(host, 1, (_, before) => before + 1);
        var label = host.Split('.')[0];
        switch (label)
        {
            case "here":
                return [Here];
            case "there":
                return [There];
            case "here-then-there":
                return [times == 1 ? Here : There];
            case "here-and-there":
                return [Here, There];
            case "never":
                await Task.Delay(Timeout.Infinite, cancel);
                return [];
            case ['l', 'a', 't', 'e', '-', ..]:
                await Task.Delay(TimeSpan.FromMilliseconds(int.Parse(label["late-".Length..], CultureInfo.InvariantCulture)), _clock, cancel);
                return [Here];
            default:
                throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
