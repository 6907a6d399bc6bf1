using System.Collections.Concurrent;
using System.Net;

namespace Handler.Server.Push;

/// <summary>
/// The system's resolver, bounded: a look-up holds a thread until it ends, whoever has given up on it. One look-up a name at a time.
/// </summary>
internal sealed class SystemNameResolver : INameResolver, IDisposable
{
    /// <summary>How many look-ups run at once.</summary>
    public const int MaxLookUps = 16;

    private readonly SemaphoreSlim _slots = new(MaxLookUps);
    private readonly ConcurrentDictionary<string, Lazy<Task<IPAddress[]>>> _running = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, Task<IPAddress[]>> _lookUp;

    public SystemNameResolver()
        : this(Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>For tests: looks up by <paramref name="lookUp"/>.</summary>
    internal SystemNameResolver(Func<string, Task<IPAddress[]>> lookUp) => _lookUp = lookUp;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel) =>
        _running.GetOrAdd(host, name => new Lazy<Task<IPAddress[]>>(() => LookUpAsync(name))).Value.WaitAsync(cancel);

    public void Dispose() => _slots.Dispose();

    private async Task<IPAddress[]> LookUpAsync(string host)
    {
        // Waiting is not canceled with one caller: another may wait for the same name.
        await _slots.WaitAsync();
        try
        {
            return await _lookUp(host);
        }
        finally
        {
            _running.TryRemove(host, out _);
            _slots.Release();
        }
    }
}
