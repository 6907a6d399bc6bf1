using Handler.Server.Push;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Handler.Tests.Server;

/// <summary>A host for tests of requests: what pushes is there for who asks, and none of it runs.</summary>
internal static class WithoutEngine
{
    /// <summary>Takes out what the push engine runs in the background: nothing is sent, and no timer of it stands on the clock.</summary>
    public static void RemoveEngine(this IServiceCollection services)
    {
        foreach (var engine in services.Where(service => service.ServiceType == typeof(IHostedService) && IsOfEngine(service)).ToList())
        {
            services.Remove(engine);
        }
    }

    // A service made by a factory is known by what the factory gives.
    private static bool IsOfEngine(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationFactory?.GetType().GenericTypeArguments[1])?.Namespace == typeof(PushEngine).Namespace;
}
