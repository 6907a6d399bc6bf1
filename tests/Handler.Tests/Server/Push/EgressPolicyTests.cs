using System.Net;
using Handler.Server.Push;

namespace Handler.Tests.Server.Push;

public sealed class EgressPolicyTests
{
    private readonly EgressOptions _options = new();

    [Theory]
    [InlineData("https://hooks.example.com/a2a")]
    [InlineData("https://hooks.example.com:8443/a2a?x=%C3%A4#part")]
    [InlineData("HTTPS://Hooks.Example.COM")]
    [InlineData("https://hooks.example.com./a2a")]
    [InlineData("https://xn--bcher-kva.example/")]
    [InlineData("https://my_hook.example.com/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://8.8.8.8.:8443/")]
    [InlineData("https://0x08080808/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("https://[::ffff:8.8.8.8]:443/")]
    [InlineData("https://localhost.example.com/")]
    [InlineData("https://notlocalhost/")]
    [InlineData("https://127.0.0.1.example.com/")]
    public void A_public_https_URL_is_allowed(string url) => Policy().CheckUrl(url).Reason.ShouldBeNull();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0x7f.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0X7F000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("0177.1")]
    [InlineData("017700000001")]
    [InlineData("2130706433")]
    [InlineData("127.0.0.1.")]
    [InlineData("127.1.")]
    [InlineData("2130706433.")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[0000:0000:0000:0000:0000:0000:0000:0001]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::FFFF:7F00:0001]")]
    [InlineData("[0:0:0:0:0:ffff:127.0.0.1]")]
    [InlineData("[::ffff:0.0.0.0]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[::7f00:1]")]
    [InlineData("[::ffff:0:127.0.0.1]")]
    [InlineData("[64:ff9b::127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[64:ff9b:1::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2002:808:808::1]")]
    [InlineData("[2001:0:4136:e378:8000:63bf:80ff:fffe]")]
    [InlineData("[2606:4700::5efe:127.0.0.1]")]
    [InlineData("[2606:4700::200:5efe:10.0.0.1]")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("0x0")]
    [InlineData("0.1.2.3")]
    [InlineData("[::]")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("012.0.0.1")]
    [InlineData("0xa.1")]
    [InlineData("167772161")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.254")]
    [InlineData("192.168.0.1")]
    [InlineData("192.168.257")]
    [InlineData("3232235521")]
    [InlineData("[fc00::1]")]
    [InlineData("[fd12:3456:789a::1]")]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0xa9fea9fe")]
    [InlineData("2852039166")]
    [InlineData("[::ffff:a9fe:a9fe]")]
    [InlineData("169.254.170.2")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[fe80::1]")]
    [InlineData("[febf::1]")]
    [InlineData("[fec0::1]")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.254")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.254")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("4294967295")]
    [InlineData("[ff02::1]")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[3fff::1]")]
    [InlineData("[2001:2::1]")]
    [InlineData("[2001:20::1]")]
    [InlineData("[100::1]")]
    [InlineData("[5f00::1]")]
    [InlineData("[4000::1]")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("localhost.")]
    [InlineData("a.localhost")]
    [InlineData("a.b.LocalHost.")]
    public void Every_spelling_of_a_forbidden_address_ends_at_the_same_rule(string host)
    {
        var reason = Policy().CheckUrl($"https://{host}:8443/hook").Reason.ShouldNotBeNull();

        reason.ShouldContain("where notifications are not sent to");
    }

    [Theory]
    [InlineData("127。0。0。1")]
    [InlineData("127．0．0．1")]
    [InlineData("127｡0｡0｡1")]
    [InlineData("１２７.0.0.1")]
    [InlineData("①②⑦.0.0.1")]
    [InlineData("ｌｏｃａｌｈｏｓｔ")]
    [InlineData("bücher.example")]
    [InlineData("127.0.0.1\0.example.com")]
    [InlineData("hooks.example.com\r\nHost: x")]
    [InlineData("hooks.example.com\t")]
    [InlineData("hooks example.com")]
    [InlineData("hooks.example.com\\@10.0.0.1")]
    [InlineData("hooks\u00AD.example.com")]
    [InlineData("hooks\u200B.example.com")]
    public void A_character_that_no_URL_may_have_is_refused_by_its_number(string host) =>
        Policy().CheckUrl($"https://{host}/hook").Reason.ShouldNotBeNull().ShouldContain("has the character U+");

    [Theory]
    [InlineData("%31%32%37.0.0.1")]
    [InlineData("127%2e0%2e0%2e1")]
    [InlineData("loc%61lhost")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[v1.fe80]")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[::1")]
    [InlineData("::1")]
    [InlineData("127.0.0.1..")]
    [InlineData("localhost..")]
    [InlineData(".localhost")]
    [InlineData("a..b")]
    [InlineData(".")]
    [InlineData("1.2.3.4.5")]
    [InlineData("127.0.0.256")]
    [InlineData("256.0.0.1")]
    [InlineData("4294967296")]
    [InlineData("0x100000000")]
    [InlineData("127.0.0.08")]
    [InlineData("example.0x")]
    [InlineData("example.123")]
    [InlineData("a,b")]
    [InlineData("a~b")]
    public void A_host_that_is_neither_name_nor_address_is_refused(string host) =>
        Policy(options => options.AllowLoopback = true).CheckUrl($"https://{host}/hook").IsAllowed.ShouldBeFalse();

    [Theory]
    [InlineData("https://user@hooks.example.com/")]
    [InlineData("https://user:secret@hooks.example.com/")]
    [InlineData("https://@hooks.example.com/")]
    [InlineData("https://hooks.example.com:80@10.0.0.1/")]
    public void A_user_name_in_the_URL_is_refused_and_not_repeated(string url)
    {
        var reason = Policy().CheckUrl(url).Reason.ShouldNotBeNull();

        reason.ShouldContain("user name");
        reason.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("https://hooks.example.com:0/")]
    [InlineData("https://hooks.example.com:65536/")]
    [InlineData("https://hooks.example.com:-1/")]
    [InlineData("https://hooks.example.com:8a/")]
    [InlineData("https://8.8.8.8:0/")]
    public void A_port_that_is_none_is_refused(string url) => Policy().CheckUrl(url).IsAllowed.ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("hooks.example.com")]
    [InlineData("/hook")]
    [InlineData("//hooks.example.com/hook")]
    [InlineData("https:hooks.example.com")]
    [InlineData("https:/hooks.example.com")]
    [InlineData("https://")]
    [InlineData("https:///hook")]
    [InlineData("https://?x")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("unix:/var/run/docker.sock")]
    [InlineData("wss://hooks.example.com/")]
    public void What_is_no_http_URL_is_refused(string url) => Policy(AllowAll).CheckUrl(url).IsAllowed.ShouldBeFalse();

    [Fact]
    public void A_refusal_never_repeats_path_and_query()
    {
        var reason = Policy().CheckUrl("https://10.1.2.3/hook/s3cret?key=s3cret").Reason.ShouldNotBeNull();

        reason.ShouldContain("10.1.2.3");
        reason.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("http://hooks.example.com/")]
    [InlineData("http://8.8.8.8/")]
    public void Http_is_refused_unless_allowed(string url)
    {
        Policy().CheckUrl(url).Reason.ShouldNotBeNull().ShouldContain("AllowHttp");
        Policy(options => options.AllowLoopback = true).CheckUrl(url).IsAllowed.ShouldBeFalse();
        Policy(options => options.AllowHttp = true).CheckUrl(url).IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000/webhook")]
    [InlineData("http://localhost:9000/webhook")]
    [InlineData("http://hook.localhost:9000/webhook")]
    [InlineData("http://[::1]:9000/webhook")]
    [InlineData("http://127.1:9000/webhook")]
    [InlineData("https://[::ffff:127.0.0.1]:9000/webhook")]
    public void AllowLoopback_opens_loopback_over_http_too(string url) =>
        Policy(options => options.AllowLoopback = true).CheckUrl(url).Reason.ShouldBeNull();

    [Theory]
    [InlineData("http://0.0.0.0:9000/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://[64:ff9b::127.0.0.1]/")]
    public void AllowLoopback_opens_nothing_else(string url) =>
        Policy(options => options.AllowLoopback = true).CheckUrl(url).IsAllowed.ShouldBeFalse();

    [Fact]
    public void An_allowed_network_is_opened_and_its_neighbours_are_not()
    {
        var policy = Policy(options => options.AllowedNetworks.Add(IPNetwork.Parse("10.1.0.0/16")));

        policy.CheckUrl("https://10.1.2.3/").IsAllowed.ShouldBeTrue();
        policy.CheckUrl("https://[::ffff:10.1.2.3]/").IsAllowed.ShouldBeTrue();
        policy.CheckUrl("https://10.2.0.1/").Reason.ShouldNotBeNull().ShouldContain("AllowedNetworks");
        policy.CheckUrl("http://10.1.2.3/").Reason.ShouldNotBeNull().ShouldContain("AllowHttp");
    }

    [Fact]
    public void A_metadata_address_is_opened_by_itself_alone()
    {
        const string Url = "https://169.254.169.254/";

        Policy(options => options.AllowedNetworks.Add(IPNetwork.Parse("169.254.0.0/16"))).CheckUrl(Url).IsAllowed.ShouldBeFalse();
        Policy(options => options.AllowedNetworks.Add(IPNetwork.Parse("0.0.0.0/0"))).CheckUrl(Url).IsAllowed.ShouldBeFalse();
        Policy(options => options.AllowedNetworks.Add(IPNetwork.Parse("169.254.169.254/32"))).CheckUrl(Url).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void An_allowed_translator_opens_what_lies_behind_it_only_where_that_is_open()
    {
        var policy = Policy(options => options.AllowedNetworks.Add(IPNetwork.Parse("64:ff9b::/96")));

        policy.CheckUrl("https://[64:ff9b::8.8.8.8]/").IsAllowed.ShouldBeTrue();
        policy.CheckUrl("https://[64:ff9b::10.0.0.1]/").IsAllowed.ShouldBeFalse();
        policy.CheckUrl("https://[64:ff9b::169.254.169.254]/").IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void The_agents_own_address_is_forbidden_also_where_its_network_is_open()
    {
        var policy = Policy(options =>
        {
            options.AllowedNetworks.Add(IPNetwork.Parse("10.0.0.0/8"));
            options.OwnAddresses = [new IPEndPoint(IPAddress.Parse("10.0.0.5"), 8000), new IPEndPoint(IPAddress.Parse("8.8.4.4"), 443)];
        });

        policy.CheckUrl("https://10.0.0.5:8000/").Reason.ShouldNotBeNull().ShouldContain("this agent itself listens");
        policy.CheckUrl("https://[::ffff:10.0.0.5]:8000/").IsAllowed.ShouldBeFalse();
        policy.CheckUrl("https://8.8.4.4/").IsAllowed.ShouldBeFalse();
        policy.CheckUrl("https://10.0.0.5:8001/").IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void The_agents_own_loopback_address_is_open_in_development()
    {
        var own = new IPEndPoint(IPAddress.Loopback, 8000);

        Policy(options => (options.AllowLoopback, options.OwnAddresses) = (true, [own])).CheckUrl("http://127.0.0.1:8000/").IsAllowed.ShouldBeTrue();
        Policy(options => options.OwnAddresses = [own]).CheckUrl("https://127.0.0.1:8000/").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("8.8.8.8", true, false)]
    [InlineData("8.8.8.8", false, true)]
    [InlineData("fe80::1%3", false, false)]
    [InlineData("::ffff:192.168.0.1", false, false)]
    public void An_address_to_be_dialled_is_judged_by_the_same_rules(string address, bool isHttp, bool allowed) =>
        Policy().CheckAddress(IPAddress.Parse(address), 443, isHttp).IsAllowed.ShouldBe(allowed);

    private EgressPolicy Policy(Action<EgressOptions>? configure = null)
    {
        var options = configure is null ? _options : new EgressOptions();
        configure?.Invoke(options);
        return new EgressPolicy(options);
    }

    private static void AllowAll(EgressOptions options)
    {
        options.AllowHttp = true;
        options.AllowLoopback = true;
        options.AllowedNetworks.Add(IPNetwork.Parse("0.0.0.0/0"));
        options.AllowedNetworks.Add(IPNetwork.Parse("::/0"));
    }
}
