using Microsoft.Extensions.DependencyInjection;

namespace Handler.Server.Storage;

/// <summary>What <c>AddA2AAgent</c> and <c>AddPushEngine</c> give back: the place where a store's <c>Use…</c> and further parts of an agent are added.</summary>
public sealed class A2AAgentBuilder
{
    /// <summary>For <c>AddA2AAgent</c>, <c>AddPushEngine</c> and for tests of stores.</summary>
    public A2AAgentBuilder(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
    }

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }
}
