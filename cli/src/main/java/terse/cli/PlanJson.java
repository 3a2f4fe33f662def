package terse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import terse.plan.CapacityPlan;
import terse.plan.Notation;

/** A capacity plan as JSON. */
final class PlanJson {
  private PlanJson() {}

  static ObjectNode of(CapacityPlan plan) {
    var json = Json.object();
    question(json.putObject("question"), plan.question());
    for (var row : plan.keyspaces()) {
      json.withArray("keyspaces")
          .addObject()
          .put("notation", row.notation().label())
          .put("length", row.space().length())
          .put("codes", row.space().size())
          .put("lengthForLinks", row.lengthForLinks())
          .put("lengthForConfidence", row.lengthForConfidence());
    }
    for (var row : plan.years()) {
      json.withArray("lifetimes")
          .addObject()
          .put("length", row.space().length())
          .put("years", row.years())
          .put("perSecondForTenYears", row.perSecondForTenYears())
          .put("bytesWhenFull", row.bytesWhenFull());
    }
    json.putObject("withoutConfusable")
        .put("lostShare", plan.confusable().lostShare())
        .put("timesSmaller", plan.confusable().timesSmaller())
        .put("lengthForTheSame", plan.confusable().lengthForTheSame());
    random(json.putObject("random"), plan);
    json.putObject("bloomFilter")
        .put("bitsPerKey", plan.filter().bitsPerKey())
        .put("bytes", plan.filter().bytes())
        .put("hashFunctions", plan.filter().hashFunctions());
    json.putObject("visitorSketch")
        .put("precision", plan.sketch().precision())
        .put("bytes", plan.sketch().bytes())
        .put("standardError", plan.sketch().standardError());
    for (var row : plan.ranges()) {
      json.withArray("ranges")
          .addObject()
          .put("size", row.size())
          .put("callsADay", row.callsADay())
          .put("wastedByCrash", row.wastedByCrash())
          .put("secondsCovered", row.secondsCovered());
    }
    return json;
  }

  private static void question(ObjectNode json, CapacityPlan.Question question) {
    json.put("links", question.links())
        .put("length", question.length())
        .put("perSecond", question.perSecond())
        .put("confidence", question.confidence())
        .put("bytesPerLink", question.bytesPerLink())
        .put("falsePositives", question.falsePositives());
  }

  private static void random(ObjectNode json, CapacityPlan plan) {
    json.put("collisionOdds", plan.random().collisionOdds())
        .put("expectedPairs", plan.random().expectedPairs())
        .put("linksForEvenOdds", plan.random().linksForEvenOdds());
    var birthday = Notation.BASE62.ofLength(plan.question().length()).birthday();
    for (var size : PlanTable.SIZES) {
      json.withArray("table")
          .addObject()
          .put("links", (long) size)
          .put("collisionOdds", birthday.collisionOdds(size))
          .put("expectedPairs", birthday.expectedPairs(size));
    }
  }
}
