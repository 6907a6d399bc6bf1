using System.Net;
using Handler.Server.Push;
using Handler.Server.Transports;

namespace Handler.Tests.Server.Transports;

public sealed class ListeningAddressesTests
{
    private static readonly IPAddress[] Machine = [IPAddress.Loopback, IPAddress.Parse("203.0.113.7"), IPAddress.Parse("2001:db8::7")];

    [Theory]
    [InlineData("http://203.0.113.7:8000", "203.0.113.7:8000")]
    [InlineData("http://[::1]:8000", "[::1]:8000")]
    [InlineData("https://localhost:8443", "127.0.0.1:8443 [::1]:8443")]
    [InlineData("http://0.0.0.0:80", "127.0.0.1:80 203.0.113.7:80 [2001:db8::7]:80")]
    [InlineData("http://[::]:80", "127.0.0.1:80 203.0.113.7:80 [2001:db8::7]:80")]
    [InlineData("http://*:80", "127.0.0.1:80 203.0.113.7:80 [2001:db8::7]:80")]
    [InlineData("http://agent.example:80", "127.0.0.1:80 203.0.113.7:80 [2001:db8::7]:80")]
    [InlineData("http://unix:/run/agent.sock", "")]
    public void A_binding_is_expanded_to_the_endpoints_behind_it(string binding, string endpoints)
    {
        var expanded = ListeningAddresses.Expand([binding], Machine);

        string.Join(' ', expanded).ShouldBe(endpoints);
    }

    [Fact]
    public void A_webhook_where_the_agent_listens_is_refused_though_its_network_is_allowed()
    {
        var options = new EgressOptions { AllowHttp = true, OwnAddresses = ListeningAddresses.Expand(["http://0.0.0.0:8000"], Machine) };
        options.AllowedNetworks.Add(IPNetwork.Parse("203.0.113.0/24"));
        var policy = new EgressPolicy(options);

        policy.CheckUrl("http://203.0.113.7:8000/webhook").Reason.ShouldNotBeNull().ShouldContain("itself listens");
        policy.CheckUrl("http://203.0.113.7:9000/webhook").IsAllowed.ShouldBeTrue();
    }
}
