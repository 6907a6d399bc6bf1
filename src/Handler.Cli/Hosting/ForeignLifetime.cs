using Microsoft.Extensions.Hosting;

namespace Handler.Cli.Hosting;

/// <summary>The host's life is decided outside of it: signals are <see cref="Interruption"/>'s.</summary>
internal sealed class ForeignLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
