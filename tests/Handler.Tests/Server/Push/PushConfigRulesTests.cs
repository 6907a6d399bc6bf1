using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;

namespace Handler.Tests.Server.Push;

public sealed class PushConfigRulesTests
{
    private static readonly PushConfigRules Rules = new(new EgressPolicy(new EgressOptions()), new PushOptions());

    [Fact]
    public void A_sound_config_passes() =>
        Should.NotThrow(() => Rules.Check(Config() with
        {
            Id = "my config",
            Token = new string('t', 4096),
            Authentication = new AuthenticationInfo { Scheme = "BEARER", Credentials = new string('c', 4096) },
        }));

    [Theory]
    [InlineData("http://hooks.example.com/hook", "AllowHttp")]
    [InlineData("https://127.1/hook", "loopback")]
    [InlineData("https://hooks.example.com/\r\nX-Evil: 1", "U+000D")]
    [InlineData("https://hooks.example.com/ü", "U+00FC")]
    [InlineData("", "empty")]
    public void A_URL_is_judged_by_the_egress_policy(string url, string says) =>
        Refusal(Config() with { Url = url }, "url").ShouldContain(says);

    [Theory]
    [InlineData("s3cret\r\nX-Evil: 1")]
    [InlineData("s3cret\n")]
    [InlineData("s3cret\0")]
    [InlineData("s3crét")]
    [InlineData("s3cret ")]
    [InlineData(" s3cret")]
    [InlineData("s3cret\t")]
    public void A_secret_that_no_header_may_have_is_refused_and_not_repeated(string secret)
    {
        Refusal(Config() with { Token = secret }, "token").ShouldNotContain("s3cr");
        Refusal(With("Bearer", secret), "authentication.credentials").ShouldNotContain("s3cr");
    }

    [Fact]
    public void A_secret_over_4_KB_is_refused_with_its_length()
    {
        var secret = new string('s', 4097);

        Refusal(Config() with { Token = secret }, "token").ShouldContain("4097");
        Refusal(With("Basic", secret), "authentication.credentials").ShouldContain("4097");
    }

    [Fact]
    public void A_URL_has_2048_characters_at_most()
    {
        const string Start = "https://hooks.example.com/";

        Should.NotThrow(() => Rules.Check(Config() with { Url = Start + new string('a', 2048 - Start.Length) }));
        Refusal(Config() with { Url = Start + new string('a', 2049 - Start.Length) }, "url").ShouldContain("2049 characters; at most 2048");
    }

    [Fact]
    public void The_limits_are_those_of_the_options_and_a_secret_is_measured_in_bytes()
    {
        var rules = new PushConfigRules(new EgressPolicy(new EgressOptions()), new PushOptions { MaxUrlLength = 40, MaxSecretBytes = 5 });
        var fit = Config() with { Url = "https://hooks.example.com/12345678901234", Token = "12345" };

        Should.NotThrow(() => rules.Check(fit));
        Should.Throw<A2AException>(() => rules.Check(fit with { Url = fit.Url + "5" })).Message.ShouldContain("41 characters; at most 40");
        Should.Throw<A2AException>(() => rules.Check(fit with { Token = "ééé" })).Message.ShouldContain("6 bytes; at most 5");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("Bearer:")]
    [InlineData("Bearer\r\n")]
    [InlineData("schéma")]
    public void A_scheme_that_is_no_token_is_refused(string scheme) => Refusal(With(scheme, "c"), "authentication.scheme").ShouldContain("not an HTTP");

    [Fact]
    public void A_secret_in_the_place_of_the_scheme_is_not_repeated_whole() =>
        Refusal(With("Bearer eyJhbGciOiJSUzI1NiJ9", null), "authentication.scheme").ShouldContain("'Bearer eyJhb…'");

    [Theory]
    [InlineData("standard-webhooks")]
    [InlineData("Standard-Webhooks")]
    public void Signatures_are_refused_with_what_works_instead(string scheme) =>
        Refusal(With(scheme, "whsec_abc"), "authentication.scheme").ShouldContain("Use Bearer or Basic with credentials");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_bearer_without_credentials_is_refused_with_what_works_instead(string? credentials) =>
        Refusal(With("bearer", credentials), "authentication.credentials").ShouldContain("Give the token to be sent as credentials");

    [Fact]
    public void A_bearer_that_may_inherit_its_credentials_passes_the_rules_of_shape() =>
        Should.NotThrow(() => Rules.CheckShape(With("Bearer", null)));

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    [InlineData("é")]
    [InlineData(" a")]
    public void An_id_that_is_not_visible_ASCII_is_refused(string id) => Refusal(Config() with { Id = id }, "id").ShouldContain("visible ASCII");

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void An_id_that_no_path_can_name_is_refused(string id) => Refusal(Config() with { Id = id }, "id").ShouldContain($"is '{id}'");

    [Fact]
    public void An_id_of_three_dots_passes() => Should.NotThrow(() => Rules.Check(Config() with { Id = "..." }));

    [Fact]
    public void An_id_has_256_characters_at_most() => Refusal(Config() with { Id = new string('i', 257) }, "id").ShouldContain("257");

    private static TaskPushNotificationConfig Config() => new() { Url = "https://hooks.example.com/hook", TaskId = "t1" };

    private static TaskPushNotificationConfig With(string scheme, string? credentials) =>
        Config() with { Authentication = new AuthenticationInfo { Scheme = scheme, Credentials = credentials } };

    private static string Refusal(TaskPushNotificationConfig config, string field)
    {
        var error = Should.Throw<A2AException>(() => Rules.Check(config));
        error.Code.ShouldBe(A2AErrorCode.InvalidParams);
        error.FieldViolations.ShouldNotBeNull().ShouldHaveSingleItem().Field.ShouldBe(field);
        return error.Message;
    }
}
