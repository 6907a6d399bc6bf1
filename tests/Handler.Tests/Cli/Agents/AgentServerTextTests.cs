using Handler.Cli.Agents;
using Handler.Cli.Options;

namespace Handler.Tests.Cli.Agents;

public sealed class AgentServerTextTests
{
    private const string Key = "a-key-of-this-test";

    private static readonly AgentServerSettings Plain = new()
    {
        Address = BindAddress.TryRead("0.0.0.0", 8000, out var address) ? address : default,
        Plan = new StepPlan(1, TimeSpan.Zero, StepEnd.Complete),
    };

    [Fact]
    public void A_key_that_was_made_is_shown_and_one_that_was_given_is_not()
    {
        var made = Text(Plain with { ApiKey = new AgentApiKey(Key, IsMadeUp: true) });
        var given = Text(Plain with { ApiKey = new AgentApiKey(Key, IsMadeUp: false) });
        var none = Text(Plain);

        made.Split(Key).Length.ShouldBe(2, made);
        made.ShouldContain("--api-key KEY \"Process this data\"");
        given.ShouldNotContain(Key);
        given.ShouldContain("API key: needed by every caller");
        given.ShouldContain("--api-key KEY \"Process this data\"");
        none.ShouldContain("it asks for no credentials");
        none.ShouldNotContain("--api-key");
    }

    [Fact]
    public void A_token_of_operators_that_was_made_is_shown_and_one_that_was_given_is_not()
    {
        var made = Text(Plain with { OperationsToken = new AgentApiKey(Key, IsMadeUp: true) });
        var given = Text(Plain with { OperationsToken = new AgentApiKey(Key, IsMadeUp: false) });

        made.ShouldContain("/operations\nToken of operators, made for this run and shown only here: a-key-of-this-test\n");
        given.ShouldContain("/operations, for who has the token\n");
        given.ShouldNotContain(Key);
        Text(Plain).ShouldNotContain("Operations:");
    }

    [Fact]
    public void What_to_open_is_told_under_the_public_url()
    {
        var text = Text(Plain with { PublicUrl = new Uri("https://agents.example.com/steps/") });

        text.ShouldStartWith("Starting Handler server on 0.0.0.0:8000\n");
        text.ShouldContain("Agent card: https://agents.example.com/steps/.well-known/agent-card.json\n");
        text.ShouldNotContain("workshop");
        text.ShouldContain("--url https://agents.example.com/steps \"Process");
    }

    private static string Text(AgentServerSettings settings)
    {
        using var data = new AgentData("agent.db");
        return AgentServerText.Start(settings, data, "workshop");
    }
}
