using Handler.Server.Push;
using Handler.TestKit;
using Handler.Tests.Architecture;
using Handler.Tests.Docs;

namespace Handler.Tests.Server.Push;

/// <summary>docs/telemetry.md has a row for every instrument, with its unit, and for nothing else.</summary>
public sealed class TelemetryPageTests
{
    [Fact]
    public void Every_instrument_has_its_row()
    {
        using var meters = new MeterRig();
        _ = new PushMetrics(meters);
        _ = new PushGauges(meters, new LanesInHand(new PushOptions(), new ManualClock()));

        var documented = Rows("instrument").Select(row => $"{NamedTests.In(row, 1)[0]} {NamedTests.In(row, 2)[0]}");

        documented.Order(StringComparer.Ordinal).ShouldBe(meters.Instruments.Select(instrument => $"{instrument.Name} {instrument.Unit}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_limit_that_is_counted_has_its_word_in_the_page()
    {
        var words = Rows("limit").Select(row => NamedTests.In(row, 1)[0]);

        words.ShouldBe(Enum.GetValues<PushLimit>().Select(PushWords.Of), ignoreOrder: true);
    }

    // Of one table alone.
    private static IEnumerable<string> Rows(string heading) => File.ReadLines(Path.Combine(Repository.Root, "docs", "telemetry.md"))
        .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal));
}
