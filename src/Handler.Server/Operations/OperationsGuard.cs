using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Handler.Server.Operations;

/// <summary>
/// Has the host refuse to start with operations that nothing protects. Only when all endpoints are built are the conventions known that were put
/// on them, or on a group around them; what asks before that is refused by <see cref="OperationsAccess"/>.
/// </summary>
internal sealed class OperationsGuard(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // A host without a web server has no endpoints.
        var fault = services.GetService<EndpointDataSource>()?.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<OperationsAccess>()?.FaultOf(endpoint.Metadata))
            .FirstOrDefault(found => found is not null);
        return fault is null ? Task.CompletedTask : throw new InvalidOperationException(fault);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
