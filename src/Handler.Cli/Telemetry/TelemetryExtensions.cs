using System.Runtime.CompilerServices;
using Handler.Server.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Handler.Cli.Telemetry;

/// <summary>What a server of the command line tells those who run it.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Exports by OTLP where the environment asks for it.</summary>
    public static void AddOtlp(this IServiceCollection services, Func<string, string?> variable)
    {
        if (OtlpVariables.Read(variable) is { } asked)
        {
            AddExport(services, asked);
        }
    }

    /// <summary>Adds health checks: those of push where the agent pushes.</summary>
    public static void AddHealth(this IServiceCollection services, bool push)
    {
        var checks = services.AddHealthChecks();
        if (push)
        {
            checks.AddPushHealthChecks();
        }
    }

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>, which need no key: they tell one word.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
    }

    // Apart, so that a start without export loads nothing of OpenTelemetry.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExport(IServiceCollection services, OtlpVariables asked) =>
        services.AddSingleton<IHostedService>(_ => new OtlpExport(asked));
}
