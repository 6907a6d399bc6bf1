using Handler.Client;

namespace Handler.Tests.Client;

public sealed class PushConfigChoiceTests
{
    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task Without_an_id_the_config_called_default_is_taken()
    {
        Configured("a", "default", "b");

        (await _agent.Client().GetPushConfigAsync("t-1")).Id.ShouldBe("default");
    }

    [Fact]
    public async Task Without_an_id_and_a_default_the_only_config_is_taken()
    {
        Configured("a");

        (await _agent.Client().GetPushConfigAsync("t-1")).Id.ShouldBe("a");
    }

    [Fact]
    public async Task Several_without_a_default_are_an_error_that_lists_them()
    {
        Configured("a", "b");

        var fault = await Should.ThrowAsync<A2AClientException>(() => _agent.Client().GetPushConfigAsync("t-1"));

        fault.Failure.ShouldBe(A2AClientFailure.NoPushConfig);
        fault.Message.ShouldEndWith("task 't-1' has 2 push configs and none is called 'default'; name one of a, b.");
    }

    [Fact]
    public async Task None_at_all_is_an_error_that_says_how_to_set_one()
    {
        Configured();

        var fault = await Should.ThrowAsync<A2AClientException>(() => _agent.Client().GetPushConfigAsync("t-1"));

        fault.Failure.ShouldBe(A2AClientFailure.NoPushConfig);
        fault.Message.ShouldContain("SetPushConfigAsync");
    }

    [Fact]
    public async Task The_choice_is_made_over_all_pages()
    {
        _agent.Result("""{"configs":[{"id":"a","url":"https://h"}],"nextPageToken":"p"}""");
        _agent.Result("""{"configs":[{"id":"default","url":"https://h"}],"nextPageToken":""}""", id: 2);

        (await _agent.Client().GetPushConfigAsync("t-1")).Id.ShouldBe("default");
    }

    [Theory]
    [InlineData("""{"pushNotifications":true}""", true)]
    [InlineData("""{"pushNotifications":false}""", false)]
    [InlineData("{}", false)]
    public async Task The_card_says_whether_the_agent_pushes_and_is_fetched_once(string capabilities, bool expected)
    {
        _agent.Answer(Cards.Json(capabilities: capabilities));
        var client = _agent.Client();

        (await client.SupportsPushNotificationsAsync()).ShouldBe(expected);
        (await client.SupportsPushNotificationsAsync()).ShouldBe(expected);

        _agent.Requests.ShouldHaveSingleItem().Url.ShouldBe(new Uri("https://agent.example/a2a/.well-known/agent-card.json"));
    }

    private void Configured(params IEnumerable<string> ids) =>
        _agent.Result($$"""{"configs":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","taskId":"t-1","url":"https://h"}"""))}}]}""");
}
