using System.Net;
using System.Net.NetworkInformation;
using Handler.Server.Push;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports;

/// <summary>
/// Tells the egress policy where the agent itself listens, as soon as it does: a webhook there would have the agent talk to itself, past whatever
/// stands in front of it. A host without a web server has none.
/// </summary>
internal sealed class ListeningAddresses(IOptions<PushOptions> push, IServer? server = null) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        push.Value.Egress.OwnAddresses = Expand(addresses, AddressesOfMachine());
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The endpoints behind the addresses of a server: a wildcard, or a name (which Kestrel takes as one), is every address of the machine.</summary>
    internal static IReadOnlyList<IPEndPoint> Expand(IEnumerable<string> addresses, IReadOnlyList<IPAddress> machine)
    {
        var endpoints = new List<IPEndPoint>();
        foreach (var binding in addresses.Select(Microsoft.AspNetCore.Http.BindingAddress.Parse).Where(binding => !binding.IsUnixPipe))
        {
            endpoints.AddRange(HostsOf(binding.Host, machine).Select(host => new IPEndPoint(host, binding.Port)));
        }

        return endpoints;
    }

    private static IEnumerable<IPAddress> HostsOf(string host, IReadOnlyList<IPAddress> machine)
    {
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }

        var isOne = IPAddress.TryParse(host, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
        return isOne ? [address!] : machine;
    }

    private static List<IPAddress> AddressesOfMachine() =>
        [.. NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)];
}
