using Handler.Cli.Agents;

namespace Handler.Tests.Cli.Agents;

public sealed class StepPlanTests
{
    private static readonly StepPlan ByDefault = new(5, TimeSpan.FromSeconds(2), StepEnd.Complete);

    [Theory]
    [InlineData("steps 3 every 200ms", 3, 200, nameof(StepEnd.Complete))]
    [InlineData("EVERY 1s STEPS 2", 2, 1000, nameof(StepEnd.Complete))]
    [InlineData("every 0", 5, 0, nameof(StepEnd.Complete))]
    [InlineData("fail", 0, 2000, nameof(StepEnd.Fail))]
    [InlineData(" Reject\n", 0, 2000, nameof(StepEnd.Reject))]
    [InlineData("ask", 0, 2000, nameof(StepEnd.Ask))]
    [InlineData("steps 2 fail", 2, 2000, nameof(StepEnd.Fail))]
    [InlineData("ask steps 1 every 10ms", 1, 10, nameof(StepEnd.Ask))]
    [InlineData("steps 0", 0, 2000, nameof(StepEnd.Complete))]
    public void A_text_can_ask_for_steps_times_and_ends(string text, int steps, int milliseconds, string end) =>
        StepPlan.Parse(text, ByDefault).ShouldBe(new StepPlan(steps, TimeSpan.FromMilliseconds(milliseconds), Enum.Parse<StepEnd>(end)));

    [Theory]
    [InlineData("")]
    [InlineData("Process this data")]
    [InlineData("do not fail")]
    [InlineData("fail please")]
    [InlineData("steps")]
    [InlineData("steps many")]
    [InlineData("steps -1")]
    [InlineData("steps 99999999999")]
    [InlineData("every forever")]
    [InlineData("steps 3 every day")]
    public void Any_other_word_makes_it_an_ordinary_message(string text) => StepPlan.Parse(text, ByDefault).ShouldBe(ByDefault);

    [Theory]
    [InlineData("steps 3 evry 200ms")]
    [InlineData("steps many")]
    [InlineData("every forever")]
    [InlineData("fail please")]
    public void A_mistyped_plan_is_told(string text) =>
        StepPlan.FaultOf(text, ByDefault).ShouldNotBeNull().ShouldContain("so I take 5 steps of 2s. Plans are such as: steps 3 every 200ms");

    [Theory]
    [InlineData("")]
    [InlineData("Process this data")]
    [InlineData("steps 5 every 2s")]
    [InlineData("every 2s")]
    [InlineData("ask")]
    [InlineData("Steps to reproduce: open the page and look at it")]
    public void A_plan_and_an_ordinary_message_are_not_faults(string text) => StepPlan.FaultOf(text, ByDefault).ShouldBeNull();
}
