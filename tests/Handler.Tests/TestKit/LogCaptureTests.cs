using Handler.TestKit;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.TestKit;

public sealed partial class LogCaptureTests
{
    private readonly LogCapture _log = new();

    [Fact]
    public void A_line_is_kept_with_level_event_text_and_values()
    {
        var failure = new TimeoutException("late");

        Refused(_log.LoggerFor<LogCaptureTests>(), "lane-1", 503, failure);

        var entry = _log.Entries.ShouldHaveSingleItem();
        entry.Level.ShouldBe(LogLevel.Warning);
        entry.Event.ShouldBe(new EventId(7, nameof(Refused)));
        entry.Category.ShouldBe(typeof(LogCaptureTests).FullName);
        entry.Message.ShouldBe("Lane lane-1 was refused with 503");
        entry["Status"].ShouldBe(503);
        entry.Exception.ShouldBeSameAs(failure);
    }

    [Fact]
    public void A_value_that_was_not_logged_is_named()
    {
        Refused(_log.LoggerFor<LogCaptureTests>(), "lane-1", 503, null);

        Should.Throw<KeyNotFoundException>(() => _log.Entries[0]["Gate"]).Message.ShouldContain("without Gate; it has Lane, Status");
    }

    [Fact]
    public void Lines_of_every_level_and_thread_are_kept_and_can_be_forgotten()
    {
        var logger = _log.LoggerFor<LogCaptureTests>();

        Parallel.For(0, 500, i => Seen(logger, i));

        _log.Entries.Select(entry => (int)entry["Number"]!).Order().ShouldBe(Enumerable.Range(0, 500));
        _log.Clear();
        _log.Entries.ShouldBeEmpty();
    }

    [LoggerMessage(7, LogLevel.Warning, "Lane {Lane} was refused with {Status}")]
    private static partial void Refused(ILogger logger, string lane, int status, Exception? exception);

    [LoggerMessage(8, LogLevel.Trace, "Seen {Number}")]
    private static partial void Seen(ILogger logger, int number);
}
