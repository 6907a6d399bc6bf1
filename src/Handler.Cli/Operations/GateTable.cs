using System.Globalization;
using System.Text.Json.Nodes;
using Handler.Cli.Output;

namespace Handler.Cli.Operations;

/// <summary>How gates are listed.</summary>
internal static class GateTable
{
    public static void Write(TextWriter output, IReadOnlyList<JsonObject> gates, Screen screen)
    {
        // Most agents have neither owners nor tenants: two columns of nothing would push the others off the screen.
        TextColumn[] columns =
        [
            new("Origin"), new("State", Paint: screen.Paint.Delivery), new("Cause"), new("Until"), new("Waiting"), new("Oldest"),
            new("Per min", IsOptional: true), new("p50", IsOptional: true), new("p95", IsOptional: true),
            new("Reason", IsOptional: true), new("Last error", IsOptional: true),
            .. Named(gates, "owner") ? [new TextColumn("Owner")] : (TextColumn[])[],
            .. Named(gates, "tenant") ? [new TextColumn("Tenant")] : (TextColumn[])[],
        ];
        DateTimeOffset? now = screen.Width is null ? null : screen.Terminal.Clock.GetUtcNow();
        foreach (var line in TextTable.Lines(columns, gates.Select(gate => Row(gate, gates, now)), screen.Width))
        {
            output.WriteLine(line);
        }
    }

    private static bool Named(IReadOnlyList<JsonObject> gates, string field) => gates.Any(gate => !string.IsNullOrEmpty(gate.Text(field)));

    private static string[] Row(JsonObject gate, IReadOnlyList<JsonObject> gates, DateTimeOffset? now) =>
    [
        gate.Text("origin") ?? "-",
        gate.Text("state") ?? "-",
        gate.Object("hold")?.Text("cause") ?? "-",
        gate.Object("hold") is { } hold && hold.Time("until") is null ? "resumed" : Moment.Of(gate.Object("hold")?.Time("until"), now),
        (gate.Number("waiting") ?? 0).ToString(CultureInfo.InvariantCulture),
        Moment.Of(gate.Time("oldestWaiting"), now),
        Figure(gate, "perMinute", ""),
        Figure(gate, "p50Ms", " ms"),
        Figure(gate, "p95Ms", " ms"),
        gate.Object("hold") is { } why ? string.Join(": ", new[] { why.Text("by"), why.Text("reason") }.OfType<string>()) : "-",
        gate.Object("activity")?.Text("lastError") ?? "-",
        .. Named(gates, "owner") ? [gate.Text("owner") ?? "-"] : (string[])[],
        .. Named(gates, "tenant") ? [gate.Text("tenant") ?? "-"] : (string[])[],
    ];

    private static string Figure(JsonObject gate, string field, string unit) =>
        gate.Object("activity")?[field]?.GetValue<double>() is { } figure ? figure.ToString("0.#", CultureInfo.InvariantCulture) + unit : "-";
}
