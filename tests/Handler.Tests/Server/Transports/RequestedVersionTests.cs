using Handler.Server.Transports;
using Microsoft.AspNetCore.Http;

namespace Handler.Tests.Server.Transports;

public sealed class RequestedVersionTests
{
    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("1.0.1", "1.0")]
    [InlineData("1.0.99", "1.0")]
    [InlineData(" 0.3 ", "0.3")]
    [InlineData("0.3.0", "0.3")]
    public void A_patch_and_white_space_play_no_part(string named, string version)
    {
        var requested = RequestedVersion.Of(Request([named]));

        requested.Is(version).ShouldBeTrue();
        requested.IsSupported.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("v1.0")]
    [InlineData("1.0.")]
    [InlineData("1.0.x")]
    [InlineData("1.0.0.0")]
    [InlineData("1.01")]
    [InlineData("1.1")]
    [InlineData("0.2")]
    [InlineData("2.0")]
    [InlineData("1,0")]
    [InlineData("-1.0")]
    [InlineData("١.٠")]
    public void What_is_not_a_version_that_is_spoken_is_none(string named)
    {
        var requested = RequestedVersion.Of(Request([named]));

        requested.IsSupported.ShouldBeFalse();
        requested.IsAbsent.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(",")]
    public void Nothing_said_is_no_version(string named)
    {
        RequestedVersion.Of(Request([named])).IsAbsent.ShouldBeTrue();
        RequestedVersion.Of(Request([])).IsAbsent.ShouldBeTrue();
    }

    [Fact]
    public void The_same_said_twice_is_said_once()
    {
        RequestedVersion.Of(Request(["1.0", "1.0.1"], "1.0")).Is("1.0").ShouldBeTrue();
        RequestedVersion.Of(Request([], "0.3")).Is("0.3").ShouldBeTrue();
        RequestedVersion.Of(Request([""], "0.3")).Is("0.3").ShouldBeTrue();
    }

    [Fact]
    public void Two_that_contradict_each_other_are_none_and_both_are_told()
    {
        RequestedVersion.Of(Request(["1.0", "0.3"])).ShouldBe(new RequestedVersion("1.0, 0.3"));
        RequestedVersion.Of(Request(["1.0"], "0.3")).IsSupported.ShouldBeFalse();
    }

    [Fact]
    public void A_long_one_is_told_in_short() => RequestedVersion.Of(Request([new string('9', 5000)])).Text.Length.ShouldBe(81);

    private static HttpRequest Request(string[] headers, string? query = null)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var value in headers)
        {
            request.Headers.Append("A2A-Version", value);
        }

        request.QueryString = query is null ? default : QueryString.Create("A2A-Version", query);
        return request;
    }
}
