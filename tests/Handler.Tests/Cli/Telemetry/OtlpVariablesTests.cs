using Handler.Cli.Failures;
using Handler.Cli.Telemetry;

namespace Handler.Tests.Cli.Telemetry;

public sealed class OtlpVariablesTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318";

    [Theory]
    [InlineData("", null)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=", null)]
    [InlineData("OTEL_SERVICE_NAME=mine", null)]
    [InlineData(Endpoint, "traces metrics")]
    [InlineData(Endpoint + ";OTEL_SDK_DISABLED=TRUE", null)]
    [InlineData(Endpoint + ";OTEL_TRACES_EXPORTER=none", "metrics")]
    [InlineData(Endpoint + ";OTEL_METRICS_EXPORTER=none", "traces")]
    [InlineData(Endpoint + ";OTEL_METRICS_EXPORTER=none;OTEL_TRACES_EXPORTER=none", null)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://collector.example/v1/traces", "traces")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=https://collector.example/v1/metrics", "metrics")]
    [InlineData(Endpoint + ";OTEL_SERVICE_NAME=mine", "traces metrics named")]
    [InlineData(Endpoint + ";OTEL_RESOURCE_ATTRIBUTES=a=b,service.name=mine", "traces metrics named")]
    public void What_is_exported_is_what_the_environment_asks_for(string variables, string? expected) =>
        Words(OtlpVariables.Read(Reading(variables))).ShouldBe(expected);

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("ftp://collector/")]
    public void An_endpoint_that_is_no_URL_is_named_with_its_value(string endpoint) =>
        Should.Throw<CommandFailedException>(() => OtlpVariables.Read(Reading($"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}")))
            .Message.ShouldStartWith($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}', which is no http or https URL.");

    private static string? Words(OtlpVariables? asked) => asked is null
        ? null
        : string.Join(' ', new[] { (asked.Traces, "traces"), (asked.Metrics, "metrics"), (asked.IsNamed, "named") }.Where(word => word.Item1).Select(word => word.Item2));

    private static Func<string, string?> Reading(string variables)
    {
        var all = variables.Split(';').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return name => all.GetValueOrDefault(name);
    }
}
