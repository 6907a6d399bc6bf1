using System.Net;
using System.Net.Sockets;
using Handler.Server.Push;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

public sealed class EgressGuardTests
{
    private readonly EgressOptions _options = new();
    private readonly Dictionary<string, string[]> _names = new(StringComparer.Ordinal)
    {
        ["hooks.example.com"] = ["8.8.8.8", "2606:4700:4700::1111"],
        ["mixed.example.com"] = ["8.8.8.8", "127.0.0.1"],
        ["mixed6.example.com"] = ["2606:4700:4700::1111", "fd00::1"],
        ["translated.example.com"] = ["64:ff9b::a00:1"],
        ["inside.example.com"] = ["10.0.0.5"],
        ["localhost"] = ["::1", "127.0.0.1"],
        ["empty.example.com"] = [],
    };

    [Fact]
    public async Task Exactly_the_addresses_that_were_judged_are_given_to_be_dialled()
    {
        var addresses = await JudgeAsync("hooks.example.com.");

        addresses.Select(address => address.ToString()).ShouldBe(["8.8.8.8", "2606:4700:4700::1111"]);
    }

    [Theory]
    [InlineData("mixed.example.com", "127.0.0.1")]
    [InlineData("mixed6.example.com", "fd00::1")]
    [InlineData("translated.example.com", "64:ff9b::a00:1")]
    [InlineData("inside.example.com", "10.0.0.5")]
    [InlineData("localhost", "::1")]
    public async Task One_forbidden_address_forbids_the_name(string host, string address)
    {
        var refusal = await Should.ThrowAsync<EgressForbiddenException>(() => JudgeAsync(host));

        refusal.Message.ShouldContain(host);
        refusal.Message.ShouldContain(address);
        refusal.UrlForbidden.ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("::1")]
    [InlineData("10.0.0.5")]
    public async Task A_forbidden_address_in_the_URL_is_told_apart_from_one_that_was_looked_up(string host)
    {
        var refusal = await Should.ThrowAsync<EgressForbiddenException>(() => JudgeAsync(host));

        refusal.UrlForbidden.ShouldBeTrue();
    }

    [Fact]
    public async Task Http_to_a_name_passes_only_where_it_leads_to_loopback()
    {
        _options.AllowLoopback = true;

        (await JudgeAsync("localhost", isHttp: true)).Length.ShouldBe(2);
        await Should.ThrowAsync<EgressForbiddenException>(() => JudgeAsync("hooks.example.com", isHttp: true));
    }

    [Fact]
    public async Task A_name_without_an_address_is_not_found() =>
        (await Should.ThrowAsync<SocketException>(() => JudgeAsync("empty.example.com"))).SocketErrorCode.ShouldBe(SocketError.HostNotFound);

    [Fact]
    public async Task A_name_is_judged_anew_each_time()
    {
        await JudgeAsync("hooks.example.com");
        _names["hooks.example.com"] = ["169.254.169.254"];

        await Should.ThrowAsync<EgressForbiddenException>(() => JudgeAsync("hooks.example.com"));
    }

    private Task<IPAddress[]> JudgeAsync(string host, bool isHttp = false)
    {
        var guard = new EgressGuard(new EgressPolicy(_options), new TableResolver(_names), TimeSpan.FromSeconds(5), new ManualClock());
        return guard.JudgeAsync(new DnsEndPoint(host, 443), isHttp, CancellationToken.None);
    }

    private sealed class TableResolver(Dictionary<string, string[]> names) : INameResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel) =>
            Task.FromResult(names[host].Select(IPAddress.Parse).ToArray());
    }
}
