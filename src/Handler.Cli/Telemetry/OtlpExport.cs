using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Handler.Cli.Telemetry;

/// <summary>Exports metrics and traces of a server by OTLP, from its start to its end. The libraries for it are loaded with this class.</summary>
internal sealed class OtlpExport(OtlpVariables asked) : IHostedService, IDisposable
{
    private const string Push = "Handler.Push";

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (asked.Metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(Name)
                .AddMeter(Push, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
                .AddOtlpExporter()
                .Build();
        }

        if (asked.Traces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(Name)
                .AddSource(Push, "Microsoft.AspNetCore")
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    // Registered first and so stopped last: what the others did in ending is exported too.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        (_traces, _metrics) = (null, null);
    }

    private void Name(ResourceBuilder resource)
    {
        if (!asked.IsNamed)
        {
            resource.AddService("handler");
        }
    }
}
