using Handler.Cli.Output;
using Microsoft.Extensions.Logging;

namespace Handler.Cli.Hosting;

/// <summary>Log messages as lines for people, on standard error.</summary>
internal sealed class TerminalLog(Screen screen) : ILogger, ILoggerProvider
{
    /// <summary>The host logs what also ends the command, which says it in words of its own.</summary>
    private const string HostFaultedEvent = "HostedServiceStartupFaulted";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name != HostFaultedEvent)
        {
            screen.Say(Line(screen.Terminal.Clock.GetLocalNow(), logLevel, formatter(state, exception), exception));
        }
    }

    public void Dispose()
    {
        // The screen is not its own.
    }

    internal static string Line(DateTimeOffset now, LogLevel level, string message, Exception? exception)
    {
        var cause = exception is null ? "" : $" {exception.GetType().Name}: {exception.Message}";
        return WireText.Line($"{now:HH:mm:ss} {Word(level)}{message.TrimEnd()}{cause}");
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error: ",
        LogLevel.Warning => "warning: ",
        LogLevel.Debug or LogLevel.Trace => "debug: ",
        _ => "",
    };
}
