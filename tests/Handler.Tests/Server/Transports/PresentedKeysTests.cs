using Handler.Server.Transports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Handler.Tests.Server.Transports;

public sealed class PresentedKeysTests
{
    [Theory]
    [InlineData("Bearer k", "k")]
    [InlineData("bearer k", "k")]
    [InlineData("BEARER   k ", "k")]
    [InlineData("ApiKey k", "k")]
    [InlineData("APIKEY k", "k")]
    [InlineData("Bearer two words", "two words")]
    public void A_key_is_taken_by_either_scheme_however_it_is_spelt(string authorization, string key) =>
        PresentedKeys.Of(new HeaderDictionary { ["Authorization"] = authorization }).ShouldBe([key]);

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("ApiKey  ")]
    [InlineData("k")]
    [InlineData("Basic azprZXk=")]
    [InlineData("Bearerk")]
    [InlineData("Token Bearer k")]
    public void What_is_no_key_is_none(string authorization) =>
        PresentedKeys.Of(new HeaderDictionary { ["Authorization"] = authorization, ["X-API-Key"] = "" }).ShouldBeEmpty();

    [Fact]
    public void Every_key_of_every_header_counts()
    {
        var headers = new HeaderDictionary
        {
            ["x-api-key"] = new StringValues(["a", "b"]),
            ["Authorization"] = new StringValues(["Bearer c", "Basic d", "ApiKey e"]),
        };

        PresentedKeys.Of(headers).ShouldBe(["a", "b", "c", "e"]);
    }
}
