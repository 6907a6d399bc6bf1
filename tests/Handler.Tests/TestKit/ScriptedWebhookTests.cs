using System.Text;
using Handler.TestKit;

namespace Handler.Tests.TestKit;

public sealed class ScriptedWebhookTests
{
    private readonly ManualClock _clock = new();
    private readonly ScriptedWebhook _hook;
    private readonly SimulationLoop _loop;

    public ScriptedWebhookTests()
    {
        _hook = new ScriptedWebhook(_clock);
        _loop = new SimulationLoop(_clock);
    }

    [Fact]
    public void It_answers_by_script_and_then_as_otherwise_said()
    {
        _hook.Answer(503, times: 2, retryAfter: "7");
        _hook.Answer(410);
        _hook.AnswerOtherwise(arrival => WebhookAnswer.Of(arrival.Number % 2 == 0 ? 200 : 500));

        var answers = Enumerable.Range(0, 5).Select(_ => _loop.Run(() => PostAsync("x"))).ToArray();

        answers.Select(answer => (int)answer.StatusCode).ShouldBe([503, 503, 410, 200, 500]);
        answers[1].Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void It_remembers_what_came_in_order()
    {
        _loop.Run(() => PostAsync("first"));
        _clock.Advance(TimeSpan.FromSeconds(3));
        _loop.Run(() => PostAsync("second"));

        _hook.Arrivals.Select(arrival => (arrival.Number, arrival.Text)).ShouldBe([(1, "first"), (2, "second")]);
        (_hook.Arrivals[1].At - _hook.Arrivals[0].At).ShouldBe(TimeSpan.FromSeconds(3));
        (_hook.Arrivals[0].Path, _hook.Arrivals[0]["x-name"], _hook.Arrivals[0]["absent"]).ShouldBe(("/a?b=c", "value", null));
    }

    [Fact]
    public void A_delay_goes_by_the_clock_and_what_is_held_is_counted()
    {
        _hook.Answer(200, times: 2, delay: TimeSpan.FromSeconds(2));
        var both = _loop.Start(() => Task.WhenAll(PostAsync("a"), PostAsync("b")));

        _loop.RunFor(TimeSpan.FromSeconds(1));
        both.IsCompleted.ShouldBeFalse();
        _loop.RunFor(TimeSpan.FromSeconds(1));

        both.IsCompletedSuccessfully.ShouldBeTrue();
        _hook.MostInFlight.ShouldBe(2);
    }

    [Fact]
    public void Silence_ends_when_the_sender_gives_up()
    {
        _hook.Hang();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1), _clock);
        var sending = _loop.Start(() => PostAsync("x", stop.Token));

        _loop.RunFor(TimeSpan.FromMinutes(2));

        sending.IsCanceled.ShouldBeTrue();
    }

    [Fact]
    public void A_break_is_an_error_of_the_connection()
    {
        _hook.Break();

        Should.Throw<HttpRequestException>(() => _loop.Run(() => PostAsync("x"))).HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
    }

    [Fact]
    public async Task Who_waits_for_requests_gets_them_or_is_told_how_many_came()
    {
        await PostAsync("x");

        (await _hook.WaitForAsync(1)).ShouldHaveSingleItem();
        (await Should.ThrowAsync<TimeoutException>(() => _hook.WaitForAsync(2, TimeSpan.Zero))).Message.ShouldContain("1 requests came to the webhook, 2");
    }

    private async Task<HttpResponseMessage> PostAsync(string body, CancellationToken cancel = default)
    {
        using var invoker = new HttpMessageInvoker(_hook.CreateHandler());
        var request = new HttpRequestMessage(HttpMethod.Post, "https://hooks.example.com/a?b=c") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("X-Name", "value");
        return await invoker.SendAsync(request, cancel);
    }
}
