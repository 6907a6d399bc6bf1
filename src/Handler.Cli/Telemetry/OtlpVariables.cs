using Handler.Cli.Failures;

namespace Handler.Cli.Telemetry;

/// <summary>
/// Whether telemetry is to be exported, by the environment variables of OpenTelemetry. What they say in detail (headers, protocol, intervals) the exporter
/// reads itself; this is what must be known before its libraries are loaded.
/// </summary>
/// <param name="Traces">Traces are exported.</param>
/// <param name="Metrics">Metrics are exported.</param>
/// <param name="IsNamed">The environment names the service.</param>
internal sealed record OtlpVariables(bool Traces, bool Metrics, bool IsNamed)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    /// <summary>What the environment asks for; null when for nothing.</summary>
    /// <exception cref="CommandFailedException">An endpoint is no URL.</exception>
    public static OtlpVariables? Read(Func<string, string?> variable)
    {
        if (string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var both = IsSet(variable, Endpoint);
        var traces = (both || IsSet(variable, TracesEndpoint)) && !IsNone(variable("OTEL_TRACES_EXPORTER"));
        var metrics = (both || IsSet(variable, MetricsEndpoint)) && !IsNone(variable("OTEL_METRICS_EXPORTER"));
        return traces || metrics ? new OtlpVariables(traces, metrics, IsServiceNamed(variable)) : null;
    }

    private static bool IsSet(Func<string, string?> variable, string name)
    {
        if (variable(name) is not { Length: > 0 } value)
        {
            return false;
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? true
            : throw CommandFailedException.Usage($"{name} is '{value}', which is no http or https URL. Give one, such as http://127.0.0.1:4318, or unset it.");
    }

    private static bool IsNone(string? exporter) => string.Equals(exporter, "none", StringComparison.OrdinalIgnoreCase);

    private static bool IsServiceNamed(Func<string, string?> variable) =>
        variable("OTEL_SERVICE_NAME") is { Length: > 0 }
        || variable("OTEL_RESOURCE_ATTRIBUTES")?.Contains("service.name=", StringComparison.Ordinal) == true;
}
