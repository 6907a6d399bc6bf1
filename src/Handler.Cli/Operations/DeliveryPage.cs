using System.Globalization;
using System.Text.Json.Nodes;
using Handler.Cli.Output;

namespace Handler.Cli.Operations;

/// <summary>How one delivery is shown, with all that is known of it.</summary>
internal static class DeliveryPage
{
    public static void Write(TextWriter output, JsonObject delivery, Screen screen)
    {
        output.Label("Delivery", delivery.Text("id"));
        output.WriteLine($"State: {screen.Paint.Delivery(delivery.Text("state") ?? "-")}");
        WriteWhere(output, delivery.Object("lane") ?? delivery.Object("deadLetter"));
        output.Label("Committed", Time(delivery.Time("committedAt")));
        WriteLane(output, delivery.Object("lane"), delivery.Text("id"));
        WriteDead(output, delivery.Object("deadLetter"));
        WriteRedelivery(output, delivery.Object("redelivery"));
        WriteAttempts(output, [.. delivery.Objects("attempts")], screen);
        WriteRequest(output, delivery);
    }

    private static void WriteWhere(TextWriter output, JsonObject? where)
    {
        output.Label("Task ID", where?.Text("taskId"));
        output.Label("Config ID", where?.Text("configId"));
        output.Label("Origin", where?.Text("origin"));
        output.Label("Owner", where?.Text("owner"));
        output.Label("Tenant", where?.Text("tenant"));
    }

    private static void WriteLane(TextWriter output, JsonObject? lane, string? id)
    {
        if (lane?.Object("next") is { } next && next.Text("id") == id)
        {
            output.Label("Next attempt", $"{Time(next.Time("due"))}, after {next.Number("tries")} tries");
        }

        output.Label("Lane", lane is null ? null : $"{lane.Text("state")}, {lane.Number("waiting")} to send, {lane.Number("dead")} given up");
        output.Label("Reason", lane?.Text("reason"));
    }

    private static void WriteDead(TextWriter output, JsonObject? dead)
    {
        if (dead is not null)
        {
            var others = dead.Number("count") is > 1 and var count ? $", with {count} in all from {dead.Text("first")} to {dead.Text("last")}" : "";
            output.Label("Given up", $"{dead.Text("reason")} at {Time(dead.Time("at"))}{others}");
        }
    }

    private static void WriteRedelivery(TextWriter output, JsonObject? redelivery)
    {
        if (redelivery?.Object("attempt") is { } attempt)
        {
            output.Label("Redelivery", $"{DeliveryTable.Answer(attempt)} at {Time(attempt.Time("startedAt"))}, asked for by {redelivery.Text("by")}, sent as {redelivery.Text("sentAs")}");
        }
    }

    private static void WriteAttempts(TextWriter output, List<JsonObject> attempts, Screen screen)
    {
        if (attempts.Count == 0)
        {
            return;
        }

        output.WriteLine();
        TextColumn[] columns = [new("Attempt"), new("At"), new("Took"), new("Answer"), new("Detail", IsOptional: true)];
        foreach (var line in TextTable.Lines(columns, attempts.Select(Row), screen.Width))
        {
            output.WriteLine(line);
        }
    }

    private static string[] Row(JsonObject attempt) =>
    [
        attempt.Number("count") is { } count ? $"{count} of {attempt.Number("sequence")}-{attempt.Number("throughSequence")}" : $"{attempt.Number("number")}",
        Time(attempt.Time("startedAt")) ?? "-",
        string.Create(CultureInfo.InvariantCulture, $"{attempt.Real("durationMs") ?? 0:0} ms"),
        DeliveryTable.Answer(attempt),
        string.Join(" ", new[] { attempt.Text("detail"), attempt.Text("excerpt") }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } said ? said : "-",
    ];

    private static void WriteRequest(TextWriter output, JsonObject delivery)
    {
        if (delivery.Object("headers") is { } headers)
        {
            output.WriteLine();
            foreach (var (name, _) in headers)
            {
                output.Label(WireText.Line(name), headers.Text(name));
            }
        }

        if (delivery["body"] is { } body)
        {
            output.WriteLine();
            output.WriteLine(IndentedJson.Of(JsonText.Of(writer => body.WriteTo(writer))));
        }
    }

    private static string? Time(DateTimeOffset? time) => time is { } at ? TimeText.Of(at) : null;
}
