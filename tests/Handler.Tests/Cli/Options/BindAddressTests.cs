using Handler.Cli.Options;

namespace Handler.Tests.Cli.Options;

public sealed class BindAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:9000", true)]
    [InlineData("localhost", "127.0.0.1:9000", true)]
    [InlineData("127.8.0.1", "127.8.0.1:9000", true)]
    [InlineData("0.0.0.0", "0.0.0.0:9000", false)]
    [InlineData("10.1.2.3", "10.1.2.3:9000", false)]
    [InlineData("::1", "[::1]:9000", true)]
    [InlineData("[::]", "[::]:9000", false)]
    public void An_address_is_shown_as_in_a_url_and_known_as_loopback_or_not(string host, string authority, bool isLoopback)
    {
        BindAddress.TryRead(host, 9000, out var address).ShouldBeTrue();

        address.Authority.ShouldBe(authority);
        address.IsLoopback.ShouldBe(isLoopback);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("*")]
    [InlineData("")]
    public void A_name_is_refused_for_it_could_listen_wider_than_was_meant(string host) =>
        BindAddress.TryRead(host, 1, out _).ShouldBeFalse();
}
