using System.Globalization;

namespace Handler.Benchmarks.Sinks;

/// <summary>Reads a sink's status page, which is that of nginx: its third line holds connections accepted, handled, and requests.</summary>
internal sealed class RequestCount(string url) : IDisposable
{
    private readonly HttpClient _client = new();
    private long _own;

    /// <summary>The requests that others made.</summary>
    public async Task<long> ReadAsync()
    {
        var page = await _client.GetStringAsync(new Uri(url));
        var numbers = page.Split('\n')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(numbers[2], CultureInfo.InvariantCulture) - ++_own;
    }

    /// <summary>Waits until the sink answers.</summary>
    public async Task WaitAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await ReadAsync();
                return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    public void Dispose() => _client.Dispose();
}
