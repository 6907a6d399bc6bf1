using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Handler.TestKit;

/// <summary>
/// Keeps every line that is logged, of every level, in order. Take <see cref="LoggerFor{T}"/> for one class, or add it to a host's
/// providers. Safe from any thread.
/// </summary>
public sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private readonly LoggerFactory _factory;

    /// <summary>An empty capture.</summary>
    public LogCapture() => _factory = new LoggerFactory([this], new LoggerFilterOptions { MinLevel = LogLevel.Trace });

    /// <summary>What has been logged so far; later lines do not change the list that was returned.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries.ToArray();

    /// <summary>A logger for <typeparamref name="T"/> that writes here.</summary>
    public ILogger<T> LoggerFor<T>() => _factory.CreateLogger<T>();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new CapturingLogger(categoryName, _entries);

    /// <summary>Forgets what has been logged.</summary>
    public void Clear() => _entries.Clear();

    /// <summary>Does nothing: what was captured stays to be read after the host that logged is gone.</summary>
    public void Dispose()
    {
        // The factory holds nothing but this provider.
    }
}
