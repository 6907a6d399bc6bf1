using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Handler.TestKit;

/// <summary>The logger that <see cref="LogCapture"/> hands out. Scopes are not kept.</summary>
internal sealed class CapturingLogger(string category, ConcurrentQueue<LogEntry> entries) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        entries.Enqueue(new LogEntry(category, logLevel, eventId, formatter(state, exception), PropertiesOf(state), exception));

    private static Dictionary<string, object?> PropertiesOf<TState>(TState state)
    {
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            properties[name] = value;
        }

        return properties;
    }
}
