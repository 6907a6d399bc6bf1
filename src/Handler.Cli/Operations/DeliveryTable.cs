using System.Globalization;
using System.Text.Json.Nodes;
using Handler.Cli.Output;

namespace Handler.Cli.Operations;

/// <summary>How deliveries are listed: a line for each lane and each dead letter. Pure but for the writing.</summary>
internal static class DeliveryTable
{
    public static void Write(TextWriter output, IEnumerable<JsonObject> lanes, IEnumerable<JsonObject> deadLetters, Screen screen)
    {
        TextColumn[] columns =
        [
            new("Delivery"),
            new("State", Paint: screen.Paint.Delivery),
            new("Count"),
            new("When"),
            new("Answer"),
            new("Origin", IsOptional: true),
            new("Task ID", IsOptional: true),
            new("Config ID", IsOptional: true),
        ];
        DateTimeOffset? now = screen.Width is null ? null : screen.Terminal.Clock.GetUtcNow();
        var rows = lanes.Select(lane => OfLane(lane, now)).Concat(deadLetters.Select(dead => OfDead(dead, now)));
        foreach (var line in TextTable.Lines(columns, rows, screen.Width))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>How an attempt ended, in a word: its status, or what went wrong.</summary>
    public static string Answer(JsonObject? attempt) =>
        attempt is null ? "-" : attempt.Number("status")?.ToString(CultureInfo.InvariantCulture) ?? attempt.Text("outcome") ?? "-";

    private static string[] OfLane(JsonObject lane, DateTimeOffset? now) =>
    [
        lane.Object("next")?.Text("id") ?? "-",
        lane.Text("state") ?? "-",
        (lane.Number("waiting") ?? 0).ToString(CultureInfo.InvariantCulture),
        lane.Text("state") is "gone" ? "-" : Moment.Of(lane.Object("next")?.Time("due"), now),
        Answer(lane.Object("lastAttempt")),
        .. Where(lane),
    ];

    private static string[] OfDead(JsonObject dead, DateTimeOffset? now) =>
    [
        dead.Text("first") ?? "-",
        dead.Number("redelivered") == dead.Number("count") ? "redelivered" : "dead",
        (dead.Number("count") ?? 0).ToString(CultureInfo.InvariantCulture),
        Moment.Of(dead.Time("at"), now),
        dead.Object("lastAttempt") is { } last ? Answer(last) : dead.Text("reason") ?? "-",
        .. Where(dead),
    ];

    private static string[] Where(JsonObject of) => [of.Text("origin") ?? "-", of.Text("taskId") ?? "-", of.Text("configId") ?? "-"];
}
